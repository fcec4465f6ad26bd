/** mocha's browser build, which needs nothing of Node: it must be set up before a test file is imported. */
import 'mocha/mocha';
import { Report } from './report';

mocha.setup({ ui: 'bdd', reporter: Report, timeout: 30_000 });
