// Loaded into a shop's process: it dies of a request that says so (`X-Dies`): `before` anything is done for it, `after` all is done and
// before it is answered, or, by a number, before so many statements to its database have been sent until it is answered.
const { Server, ServerResponse } = require('node:http');
const Module = require('node:module');

const die = () => process.kill(process.pid, 'SIGKILL');
let left = Infinity;

const { emit } = Server.prototype;
Server.prototype.emit = function (event, request, ...others) {
  const dies = event === 'request' ? request.headers['x-dies'] : undefined;
  if (dies === 'before') die();
  if (dies === 'after') others[0].isLast = true;
  if (Number(dies) > 0) {
    left = Number(dies);
    others[0].once('finish', () => {
      left = Infinity;
    });
  }
  return emit.call(this, event, request, ...others);
};
for (const name of ['writeHead', 'end']) {
  const original = ServerResponse.prototype[name];
  ServerResponse.prototype[name] = function (...args) {
    if (this.isLast) die();
    return original.apply(this, args);
  };
}

const load = Module._load;
const patched = new WeakSet();
Module._load = (...args) => {
  const loaded = load(...args);
  const prototype = args[0] === 'pg' ? loaded.Client?.prototype : undefined;
  if (prototype && !patched.has(prototype)) {
    patched.add(prototype);
    const { query } = prototype;
    prototype.query = function (...given) {
      left--;
      if (left === 0) die();
      return query.apply(this, given);
    };
  }
  return loaded;
};
