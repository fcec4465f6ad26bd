/** All test files below a folder of `test`; the build makes this module, so that no list is kept by hand. */
declare module 'test-files:*';
declare module 'mocha/mocha';
