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
}
