// SPDX-License-Identifier: Apache-2.0
/**
 * What all stand-ins share: the server on 127.0.0.1, requests and replies, the transport faults,
 * and the statistics. A {@link dev.bellwether.sandbox.http.Provider} is the part that knows a
 * service; adding one is adding a package with one class of that kind.
 */
package dev.bellwether.sandbox.http;
