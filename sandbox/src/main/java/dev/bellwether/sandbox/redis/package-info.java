// SPDX-License-Identifier: Apache-2.0
/**
 * Real redis-server processes on 127.0.0.1 for local runs and tests: one node, a cluster of
 * masters, or a replicated pair under Sentinel. Passwords and certificates made here protect
 * nothing: they exist so that clients can be tried against a server that asks for them.
 */
package dev.bellwether.sandbox.redis;
