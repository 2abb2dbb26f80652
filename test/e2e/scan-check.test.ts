import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireTool } from '../conformance/require-tool.ts';
import { scanFlow } from './flows/scan-flow.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

/** Real pictures of printed pages, through the window: pdftoppm stands for the printer and the scanner. */
describe.skipIf(requireTool('pdftoppm') === null)('scans of sealed paper', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openLocalDesk();
  });
  afterEach(() => desk.close());

  test('are compared on the print page and beside an attachment', async () => {
    await scanFlow(desk);
    expect(desk.problems).toEqual([]);
  });
});
