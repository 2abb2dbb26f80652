/**
 * A bar that stands over the page while the program behind it is gone: a page that looks as always would be believed. Plain
 * DOM, since the bridge belongs to the shell and not to the window. Gives what shows it and takes it away.
 */
export function goneBar(): (gone: boolean) => void {
  let bar: HTMLElement | null = null;
  return (gone) => {
    bar?.remove();
    bar = null;
    if (!gone) return;
    bar = document.createElement('div');
    bar.setAttribute('role', 'alert');
    bar.textContent = '荐表已经退出，这个窗口不能再用。已保存的内容都在；请关闭窗口，重新启动荐表。';
    Object.assign(bar.style, {
      position: 'fixed',
      insetInline: '0',
      insetBlockStart: '0',
      zIndex: '10000',
      padding: '12px 16px',
      background: '#8a1c1c',
      color: '#ffffff',
      fontSize: '15px',
      fontWeight: '600',
      textAlign: 'center',
    });
    document.body.append(bar);
  };
}
