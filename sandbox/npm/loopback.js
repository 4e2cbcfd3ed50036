// SPDX-License-Identifier: Apache-2.0
'use strict'

// Preloaded into the emulators (node -r ./loopback.js ...), which have no option for the address that they listen on and
// would listen on all of them.
//
// Always: whatever listens on a port listens on 127.0.0.1; a client that breaks off ends nobody but itself.
// SANDBOX_FREE_PORT=1: on a port that the system chooses, instead of the one asked for, so that no two ever collide.
// SANDBOX_PARENT_PIPE=1: the process ends when its standard input does, that is with whoever started it, however that ends.
const net = require('net')

const listen = net.Server.prototype.listen

net.Server.prototype.listen = function (...args) {
  const options = portOptions(args[0])
  if (options === undefined) {
    return listen.apply(this, args)
  }
  const asked = options.port
  options.host = '127.0.0.1'
  if (process.env.SANDBOX_FREE_PORT === '1') {
    options.port = 0
  }
  this.once('listening', () => {
    process.stdout.write(`sandbox: port ${asked} is ${this.address().port}\n`)
  })
  const callback = args[args.length - 1]
  return typeof callback === 'function' ? listen.call(this, options, callback) : listen.call(this, options)
}

function portOptions (first) {
  if (first !== null && typeof first === 'object' && first.port !== undefined) {
    return { ...first }
  }
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    return { port: Number(first) }
  }
  return undefined
}

if (process.env.SANDBOX_PARENT_PIPE === '1') {
  const end = () => process.exit(0)
  process.stdin.on('end', end).on('error', end).resume()
}

// Kinesalite throws when a client breaks off in the middle of a request, and would end for all others; the service that it
// stands for does not. Whatever else is thrown ends it, as before.
process.on('uncaughtException', error => {
  if (error.code === 'ECONNRESET') {
    process.stdout.write(`sandbox: a client broke off: ${error.message}\n`)
    return
  }
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
