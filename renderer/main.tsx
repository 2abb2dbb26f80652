import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { NoBridge } from './app/no-bridge.tsx';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<StrictMode>{window.jianbiao === undefined ? <NoBridge /> : <App />}</StrictMode>);
}
