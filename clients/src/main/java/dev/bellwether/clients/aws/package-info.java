// SPDX-License-Identifier: Apache-2.0
/** How AWS is reached: region, credentials, and other endpoints than the public ones. */
package dev.bellwether.clients.aws;
