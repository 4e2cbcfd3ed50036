// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets by reference: configuration names where a secret lives ({@code env:NAME}, {@code
 * file:/path}, or in a store of AWS that {@link dev.bellwether.clients.secrets.SecretStores}
 * reaches), and the value is read where it is used. A value shows itself only to {@link
 * dev.bellwether.clients.secrets.Secret#reveal()}; no message, log or job graph holds it.
 */
package dev.bellwether.clients.secrets;
