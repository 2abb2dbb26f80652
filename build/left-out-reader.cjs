// Stands in for `unzipper` in the bundles: exceljs uses it only to read workbooks as a stream, which this program never
// does, and one of the packages below it (buffers) states no licence, so it may not be handed on.
module.exports = {
  Parse() {
    throw new Error('reading a workbook as a stream is left out of this program');
  },
};
