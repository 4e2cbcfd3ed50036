// SPDX-License-Identifier: Apache-2.0
/** Rankings, drawdowns and portfolios as keys of Redis. */
package dev.bellwether.sinks.redis.drawdowns;
