import type { Page } from 'playwright-core';
import { Keyboard } from '../../pages/keyboard.ts';
import type { Desk } from '../../support/desk.ts';
import type { FlowData } from './flow-data.ts';

/** The clerk of the flow: a desk, what is to be filled in, and a keyboard. */
export class Clerk {
  readonly desk: Desk;
  readonly data: FlowData;
  readonly keys: Keyboard;

  constructor(desk: Desk, data: FlowData) {
    this.desk = desk;
    this.data = data;
    this.keys = new Keyboard(desk.page);
  }

  get page(): Page {
    return this.desk.page;
  }

  /** Opens a tab of the page. */
  async openTab(name: string): Promise<void> {
    await this.keys.choose(
      this.page.getByRole('tablist').first(),
      this.page.getByRole('tab', { name, exact: true }),
    );
  }

  /** Presses a button that saves a file; gives the file's path. */
  async save(button: string): Promise<string> {
    const wanted = this.page.getByRole('button', { name: button });
    await this.keys.reach(wanted);
    return this.desk.withSave(() => this.keys.press('Enter'));
  }
}
