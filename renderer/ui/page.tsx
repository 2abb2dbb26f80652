import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

/** A page's padding and reading width; `wide` for tables. */
export function Page({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    <Box p="lg" maw={wide ? 1680 : 1120} mx="auto">
      {children}
    </Box>
  );
}
