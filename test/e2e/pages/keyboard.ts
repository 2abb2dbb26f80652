import type { Locator, Page } from 'playwright-core';

const MOST_TABS = 250;
const MOST_ARROWS = 60;

/**
 * A clerk with a keyboard and no mouse: Tab, arrows, Enter, Space, typing, shortcuts. Nothing here clicks, fills or
 * focuses an element by script; locators only tell where the focus is wanted. Long texts go in at once, as an input
 * method or a paste puts them.
 */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Where the focus stands, seen from a wanted element: in it, before it, after it, or nowhere. */
  private where(wanted: Locator): Promise<'here' | 'before' | 'after' | 'nowhere'> {
    return wanted.evaluate((element) => {
      const active = document.activeElement;
      if (active === null || active === document.body) return 'nowhere';
      if (element === active || element.contains(active)) return 'here';
      const following = Node.DOCUMENT_POSITION_FOLLOWING;
      return (active.compareDocumentPosition(element) & following) !== 0 ? 'before' : 'after';
    });
  }

  async isOn(wanted: Locator): Promise<boolean> {
    return (await this.where(wanted)) === 'here';
  }

  /** What has the focus, for messages. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement;
      return active === null
        ? 'nothing'
        : `<${active.tagName.toLowerCase()} id="${active.id}" aria-label="${active.getAttribute('aria-label') ?? ''}"> ${(active.textContent ?? '').slice(0, 40)}`;
    });
  }

  /** Tabs, forwards or backwards, until the focus is on (or in) an element. Throws when Tab never comes there. */
  async reach(wanted: Locator): Promise<void> {
    const target = wanted.first();
    await target.waitFor();
    let turns = 0;
    let last = '';
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      const at = await this.where(target);
      if (at === 'here') return;
      if (last !== '' && at !== 'nowhere' && at !== last) turns += 1;
      // Passed over it: it takes no focus of its own.
      if (turns > 2) break;
      if (at !== 'nowhere') last = at;
      await this.press(at === 'after' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not come to ${String(wanted)}; focus is on ${await this.focused()}`);
  }

  /** Presses a button or follows a link. */
  async activate(wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(wanted);
    await this.press(key);
  }

  /** Replaces a box's text. */
  async write(box: Locator, text: string): Promise<void> {
    await this.reach(box);
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** Chooses among radios, segments or tabs, of which Tab reaches one and arrows the others. */
  async choose(group: Locator, option: Locator): Promise<void> {
    await this.reach(group);
    for (let arrows = 0; arrows < MOST_ARROWS; arrows += 1) {
      if (await chosen(option)) return;
      if (await this.isOn(option)) await this.press('Space');
      else await this.press('ArrowRight');
      if (await chosen(option)) return;
    }
    throw new Error(`arrows do not choose ${String(option)}; focus is on ${await this.focused()}`);
  }

  /** Moves with the arrow inside a list of which Tab reaches one entry, and opens the wanted one. */
  async openEntry(list: Locator, entry: Locator): Promise<void> {
    await this.reach(list);
    for (let arrows = 0; arrows < MOST_ARROWS; arrows += 1) {
      const at = await this.where(entry);
      if (at === 'here') {
        await this.press('Enter');
        return;
      }
      await this.press(at === 'after' ? 'ArrowUp' : 'ArrowDown');
    }
    throw new Error(`arrows do not come to ${String(entry)}; focus is on ${await this.focused()}`);
  }

  /** Ticks a box. */
  async tick(box: Locator): Promise<void> {
    await this.reach(box);
    if (!(await box.isChecked())) await this.press('Space');
    if (!(await box.isChecked())) throw new Error(`Space does not tick ${String(box)}`);
  }

  /** Opens a menu and takes one of its items. */
  async menu(button: Locator, item: string): Promise<void> {
    await this.activate(button);
    const wanted = this.page.getByRole('menuitem', { name: item, exact: true });
    await wanted.waitFor();
    for (let arrows = 0; arrows < MOST_ARROWS; arrows += 1) {
      if (await this.isOn(wanted)) {
        await this.press('Enter');
        return;
      }
      await this.press('ArrowDown');
    }
    throw new Error(`arrows do not come to the item ${item}`);
  }

  /** Finds a code by typing into its box (label or pinyin) and takes it with Enter; a narrow box shows the short label. */
  async pick(box: Locator, label: string, typed = label, shown = label): Promise<void> {
    await this.reach(box);
    if ((await box.inputValue()) === shown) return;
    await this.press('ControlOrMeta+a');
    if (typed === label) await this.page.keyboard.insertText(typed);
    else await this.page.keyboard.type(typed);
    await this.arrowTo(this.page.getByRole('option', { name: label, exact: true }));
    await this.press('Enter');
    await this.page.waitForFunction(
      ([element, value]) => element instanceof HTMLInputElement && element.value === value,
      [await box.elementHandle(), shown] as const,
    );
  }

  /** A short list opens with the arrow; the wanted answer is taken with Enter. */
  async pickFromShort(box: Locator, answer: string): Promise<void> {
    await this.reach(box);
    await this.pickOption(box, this.page.getByRole('option', { name: answer, exact: true }));
  }

  /** Opens a list with the arrow and takes one of its entries with Enter. */
  async pickOption(box: Locator, option: Locator): Promise<void> {
    await this.reach(box);
    await this.press('ArrowDown');
    await this.arrowTo(option);
    await this.press('Enter');
    await option.waitFor({ state: 'hidden' });
  }

  /** Goes with the arrow to an entry of the list that is open. */
  private async arrowTo(option: Locator): Promise<void> {
    await option.waitFor();
    // The list finds its place by a timer that it sets while opening. A key between the two would be forgotten by it, and
    // a busy browser handles keys before timers; of two timers the older one comes first.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
    for (let arrows = 0; arrows < MOST_ARROWS; arrows += 1) {
      if (await option.evaluate((element) => element.hasAttribute('data-combobox-selected'))) return;
      await this.press('ArrowDown');
    }
    throw new Error(`arrows do not come to ${String(option)}`);
  }

  /** Goes to a page of the navigation by Alt and its number. */
  async goTo(name: string): Promise<void> {
    const navigation = this.page.getByRole('navigation', { name: '主导航' });
    await navigation.waitFor();
    const names = (await navigation.getByRole('link').allTextContents()).map((text) => text.trim());
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`no page ${name} among ${names.join(' ')}`);
    if (at < 9) await this.press(`Alt+Digit${at + 1}`);
    else await this.activate(navigation.getByRole('link', { name, exact: true }));
    await navigation.locator('[aria-current="page"]').filter({ hasText: name }).waitFor();
  }
}

async function chosen(option: Locator): Promise<boolean> {
  return option.evaluate((element) =>
    element instanceof HTMLInputElement
      ? element.checked
      : element.getAttribute('aria-selected') === 'true' || element.getAttribute('aria-checked') === 'true',
  );
}
