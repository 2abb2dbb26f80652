import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { addFallbackFonts } from './app/fallback-fonts.ts';
import { NoBridge } from './app/no-bridge.tsx';
import { styleNonce } from './app/style-nonce.ts';
import { SYSTEM_FONTS } from './app/theme.ts';

// Dialogs lock scrolling with a style element of their own; its maker (get-nonce) looks for the nonce under this name.
Reflect.set(globalThis, '__webpack_nonce__', styleNonce());

const root = document.getElementById('root');
if (root !== null) {
  const show = () =>
    createRoot(root).render(
      <StrictMode>{window.jianbiao === undefined ? <NoBridge /> : <App />}</StrictMode>,
    );
  void addFallbackFonts(document.fonts, SYSTEM_FONTS).then(show);
}
