import { useMantineColorScheme } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { createContext, type ReactNode, use, useEffect } from 'react';

/** How the windows look: light, dark, as the system says; and whether contrast is raised. */
export type ContrastChoice = 'auto' | 'normal' | 'high';

interface Appearance {
  readonly contrast: ContrastChoice;
  readonly highContrast: boolean;
  readonly setContrast: (choice: ContrastChoice) => void;
}

const AppearanceContext = createContext<Appearance>({
  contrast: 'auto',
  highContrast: false,
  setContrast: () => undefined,
});

/** Keeps the contrast choice of this window; `auto` follows the system (prefers-contrast, forced-colors). */
export function AppearanceProvider({
  children,
}: {
  readonly children: (highContrast: boolean) => ReactNode;
}) {
  const [contrast, setContrast] = useLocalStorage<ContrastChoice>({
    key: 'jianbiao-contrast',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  });
  const systemWants = useMediaQuery('(prefers-contrast: more), (forced-colors: active)', false) ?? false;
  const highContrast = contrast === 'high' || (contrast === 'auto' && systemWants);
  useEffect(() => {
    document.documentElement.dataset.contrast = highContrast ? 'high' : 'normal';
  }, [highContrast]);
  return (
    <AppearanceContext value={{ contrast, highContrast, setContrast }}>
      {children(highContrast)}
    </AppearanceContext>
  );
}

/** Reads and sets the look: colour scheme by Mantine, contrast by us. */
export function useAppearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return { colorScheme, setColorScheme, ...use(AppearanceContext) };
}
