// SPDX-License-Identifier: Apache-2.0
/** What a session is: the one definition that statistics and bars share. */
package dev.bellwether.operators.sessions;
