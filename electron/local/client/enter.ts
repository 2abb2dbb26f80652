import { entered } from '../messages.ts';

/**
 * The page that a one-time address opens (`/enter#code=…&to=/route`): hands the code in, which gives this browser its
 * cookie, and goes on to the window. The code stands in the fragment, which no browser sends over any wire, and leaves
 * the address before anything else happens.
 */

function say(text: string): void {
  const line = document.querySelector('p');
  if (line !== null) line.textContent = text;
}

async function enter(): Promise<void> {
  const parts = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const code = parts.get('code');
  if (code === null) return;
  say('正在打开荐表…');
  const response = await fetch('/enter', { method: 'POST', body: code });
  if (response.ok) {
    const { page } = entered.parse(await response.json());
    location.replace(`${page}#${parts.get('to') ?? '/'}`);
    return;
  }
  say('这个地址已经用过或已经过期，每个地址只能用一次。请回到启动荐表的终端窗口，按回车键取得新地址。');
}

enter().catch(() => say('与荐表的后台没有连上。请关闭这个窗口，重新启动程序。'));
