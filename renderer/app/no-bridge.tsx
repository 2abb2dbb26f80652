/** Shown when the page is opened outside the program: there is no engine to talk to. */
export function NoBridge() {
  return (
    <main>
      <h1>荐表</h1>
      <p>这个页面要在荐表程序里打开。请从开始菜单或桌面图标启动荐表，不要直接打开页面文件。</p>
    </main>
  );
}
