import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconContrast2, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { useAppearance } from './appearance.tsx';

const SCHEMES = [
  { value: 'auto', label: '随系统', icon: IconSunMoon },
  { value: 'light', label: '浅色', icon: IconSun },
  { value: 'dark', label: '深色', icon: IconMoon },
] as const;

/** Light, dark, high contrast. */
export function AppearanceMenu() {
  const { colorScheme, setColorScheme, highContrast, setContrast } = useAppearance();
  const check = <IconCheck size={16} aria-hidden />;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label="外观" title="外观">
          <IconContrast2 size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>颜色</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === value ? check : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={highContrast}
          rightSection={highContrast ? check : null}
          onClick={() => setContrast(highContrast ? 'normal' : 'high')}
        >
          高对比度
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
