import { ActionIcon, type MantineColorScheme, Menu } from '@mantine/core';
import { IconContrast2, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { useAppearance } from './appearance.tsx';

const SCHEMES = [
  { value: 'auto', label: '随系统', icon: IconSunMoon },
  { value: 'light', label: '浅色', icon: IconSun },
  { value: 'dark', label: '深色', icon: IconMoon },
] as const;

function asScheme(value: string): MantineColorScheme {
  return SCHEMES.find((scheme) => scheme.value === value)?.value ?? 'auto';
}

/** Light, dark, high contrast. */
export function AppearanceMenu() {
  const { colorScheme, setColorScheme, highContrast, setContrast } = useAppearance();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label="外观" title="外观">
          <IconContrast2 size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>颜色</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(asScheme(value))}>
          {SCHEMES.map(({ value, label, icon: Icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} aria-hidden />}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={highContrast}
          onChange={(checked) => setContrast(checked ? 'high' : 'normal')}
        >
          高对比度
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
