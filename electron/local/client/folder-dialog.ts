import type { FolderListing } from '../messages.ts';

/** What the folder dialog asks the server. Each rejects with a Chinese sentence as its message. */
export interface FolderSource {
  list(place: string | null): Promise<FolderListing>;
  create(place: string, name: string): Promise<FolderListing>;
}

/**
 * A folder dialog inside the page: a browser can choose a file to upload, but no folder of this machine to write to.
 * Plain DOM, since the bridge belongs to the shell and not to the window. Gives the chosen place, or null when the
 * user cancels.
 */
export function chooseFolderInPage(title: string, source: FolderSource): Promise<string | null> {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-label', title);
    style(dialog, {
      width: '34rem',
      maxWidth: '90vw',
      padding: '1.25rem',
      border: '1px solid #888',
      borderRadius: '8px',
    });
    const heading = make('h2', title);
    style(heading, { margin: '0 0 .5rem', fontSize: '1.1rem' });
    const where = make('p', '');
    const problem = make('p', '');
    problem.setAttribute('role', 'alert');
    style(problem, { color: '#c92a2a' });
    const list = make('div', '');
    list.setAttribute('role', 'group');
    list.setAttribute('aria-label', '文件夹');
    style(list, {
      maxHeight: '40vh',
      overflow: 'auto',
      display: 'grid',
      gap: '.25rem',
      marginBottom: '1rem',
    });
    const name = document.createElement('input');
    name.setAttribute('aria-label', '新文件夹名称');
    name.placeholder = '新文件夹名称';
    const create = button('新建文件夹');
    const choose = button('选择此文件夹');
    const cancel = button('取消');
    const back = button('返回各位置');
    const row = make('div', '');
    style(row, { display: 'flex', gap: '.5rem', flexWrap: 'wrap' });
    row.append(name, create, back, cancel, choose);
    dialog.append(heading, where, list, problem, row);

    let here: string | null = null;
    const show = (work: Promise<FolderListing>): void => {
      work.then(
        (listing) => {
          here = listing.here;
          where.textContent = listing.here === null ? '请选择位置' : `当前：${listing.title}`;
          problem.textContent = '';
          for (const control of [name, create, choose]) control.disabled = listing.here === null;
          list.replaceChildren(
            ...listing.folders.map((folder) => {
              const entry = button(folder.name === '..' ? '上一级' : folder.name);
              style(entry, { textAlign: 'left' });
              entry.addEventListener('click', () => show(source.list(folder.place)));
              return entry;
            }),
          );
        },
        (thrown: unknown) => {
          problem.textContent = thrown instanceof Error ? thrown.message : String(thrown);
        },
      );
    };
    const finish = (place: string | null): void => {
      dialog.close();
      dialog.remove();
      resolve(place);
    };
    create.addEventListener('click', () => {
      if (here !== null) show(source.create(here, name.value));
    });
    back.addEventListener('click', () => show(source.list(null)));
    cancel.addEventListener('click', () => finish(null));
    choose.addEventListener('click', () => finish(here));
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    show(source.list(null));
  });
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function button(text: string): HTMLButtonElement {
  const element = make('button', text);
  element.type = 'button';
  style(element, { padding: '.4rem .75rem', font: 'inherit' });
  return element;
}

/** Set through the object model: the policy allows that, and forbids style attributes in markup. */
function style(element: HTMLElement, values: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, values);
}
