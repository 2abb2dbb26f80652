import dayjs from 'dayjs';
import { useWorkspace } from './workspace.tsx';

/**
 * Today as `YYYY-MM-DD`, as the open workspace counts: the day of this computer, or, in a filled sample, the day that the
 * sample was made for.
 */
export function useToday(): string {
  const { sample } = useWorkspace().info;
  return dayjs(sample?.moment).format('YYYY-MM-DD');
}
