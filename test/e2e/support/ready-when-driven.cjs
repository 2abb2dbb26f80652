/**
 * Loaded into the tests' Electron before the program: the program learns that Electron is ready only once the tests are
 * connected. A window made while they still attach may leave both waiting for each other for good. Playwright does so
 * itself where it finds the runtime by itself; with a runtime of our own it does not, and calls this function in vain.
 */
const { app } = require('electron');

const own = process.argv.indexOf(__filename);
process.argv.splice(own - 1, 2);

const electronReady = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments = [];
let ready = false;
let tellReady = () => undefined;
const readyForProgram = new Promise((resolve) => {
  tellReady = resolve;
});

app.emit = (event, ...args) => {
  if (event !== 'ready' || ready) return emit(event, ...args);
  readyArguments = args;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => ready;
app.whenReady = () => readyForProgram;

globalThis.__playwright_run = async () => {
  await electronReady;
  ready = true;
  tellReady();
  emit('ready', ...readyArguments);
};
