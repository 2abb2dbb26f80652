import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import simpleVars from 'postcss-simple-vars';
import { defineConfig } from 'vite';

const breakpoints = { xs: '36em', sm: '48em', md: '62em', lg: '75em', xl: '88em' };

/**
 * The renderer's build. Everything becomes a file of its own (no data: URLs, no inline module polyfill), so that the
 * strict policy of shared/ground/content-security-policy.ts holds without exceptions.
 */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: '/',
  publicDir: false,
  // The face models, which the worker of the photo desk carries inside (`?inline`): the policy lets it fetch nothing.
  assetsInclude: ['**/*.bin'],
  plugins: [react()],
  css: {
    postcss: {
      plugins: [
        mantine(),
        simpleVars({
          variables: Object.fromEntries(
            Object.entries(breakpoints).map(([name, width]) => [`mantine-breakpoint-${name}`, width]),
          ),
        }),
      ],
    },
  },
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome108',
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
  },
});
