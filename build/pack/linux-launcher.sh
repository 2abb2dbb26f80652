#!/bin/sh
# Starts the program from an unpacked folder, and says in plain words why it cannot be started, since the runtime itself
# would stop with a line of English about its sandbox that nobody sees.
here=$(dirname "$(readlink -f "$0")")
program=$here/jianbiao.bin

tell() {
  printf '%s\n' "$1" >&2
  if [ ! -t 2 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
    for helper in zenity kdialog xmessage; do
      command -v "$helper" >/dev/null 2>&1 || continue
      case $helper in
        zenity) zenity --error --title=荐表 --no-markup --text="$1" ;;
        kdialog) kdialog --title 荐表 --error "$1" ;;
        xmessage) xmessage "$1" ;;
      esac
      break
    done
  fi
  exit 1
}

setting() { cat "/proc/sys/$1" 2>/dev/null; }

# The helper works alone where an administrator has given it to root with the set-user-ID bit.
helper_ready() { [ -u "$here/chrome-sandbox" ] && [ "$(stat -c %u "$here/chrome-sandbox")" = 0 ]; }

namespaces_ready() {
  [ "$(setting kernel/unprivileged_userns_clone)" != 0 ] &&
    [ "$(setting user/max_user_namespaces)" != 0 ] &&
    { ! command -v unshare >/dev/null 2>&1 || unshare --user --map-root-user true 2>/dev/null; }
}

if [ "$(id -u)" = 0 ]; then
  tell '荐表不能以 root（管理员）身份打开：请退出 root，用平时登录的普通用户启动。'
fi
if ! helper_ready && ! namespaces_ready; then
  tell '荐表没有启动：本机不允许普通用户使用“用户命名空间”，免安装版的安全沙箱因此无法工作。
请改用安装版：请管理员安装 jianbiao 的 .deb 安装包（安装版不受此限制，已填内容仍在）；
或请管理员执行 sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1 后再打开。'
fi
# Without a screen the runtime ends with a segmentation fault; commands need none.
if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  case $1 in
    backup | bag | check | demo | disc | erase | import | open | pack | print | restore | schema | seal | serve | verify | workdays | help | -h | --help | --version) ;;
    *) tell '荐表没有启动：这里没有图形界面（没有设置 DISPLAY）。请在桌面上打开；只想核对、打印等，请用命令，写 jianbiao --help 查看。' ;;
  esac
fi
exec "$program" "$@"
