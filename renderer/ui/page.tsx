import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

/** A page's padding and reading width; `wide` for tables. Narrow or wide, the title stands at the same place on every page. */
export function Page({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    <Box p="lg" maw={1680} mx="auto">
      {wide ? children : <Box maw={1140}>{children}</Box>}
    </Box>
  );
}
