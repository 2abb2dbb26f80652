// The layered styles: our own rules win whatever order the build puts the files in.
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/dropzone/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import 'dayjs/locale/zh-cn';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { AppearanceProvider } from '../kit/appearance.tsx';
import { connectInvalidation, createQueryClient } from '../kit/engine.ts';
import { Gate } from './gate.tsx';
import { styleNonce } from './style-nonce.ts';
import { cssVariables, theme } from './theme.ts';
import { useCloseGuard } from './use-close-guard.ts';
import { useStrayDrops } from './use-stray-drops.ts';

const LABELS = { confirm: '确定', cancel: '取消' };

/** The whole window: look, cache, dialogs, notifications, routes. */
export function App() {
  const [client] = useState(createQueryClient);
  useEffect(() => connectInvalidation(client), [client]);
  useCloseGuard();
  useStrayDrops();
  return (
    <AppearanceProvider>
      {(highContrast) => (
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables(highContrast)}
          defaultColorScheme="auto"
          getStyleNonce={styleNonce}
        >
          <QueryClientProvider client={client}>
            <DatesProvider settings={{ locale: 'zh-cn', firstDayOfWeek: 1, consistentWeeks: true }}>
              <Router hook={useHashLocation}>
                <ModalsProvider labels={LABELS}>
                  <Notifications position="bottom-left" limit={4} />
                  <Gate />
                </ModalsProvider>
              </Router>
            </DatesProvider>
          </QueryClientProvider>
        </MantineProvider>
      )}
    </AppearanceProvider>
  );
}
