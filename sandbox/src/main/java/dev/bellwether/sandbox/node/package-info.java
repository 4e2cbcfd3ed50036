// SPDX-License-Identifier: Apache-2.0
/** Protocol emulators that are npm packages: where they are installed, and how one runs. */
package dev.bellwether.sandbox.node;
