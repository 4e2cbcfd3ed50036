// SPDX-License-Identifier: Apache-2.0
/** The state of the operators in bytes: numbers in few of them, and what its serializers share. */
package dev.bellwether.operators.packed;
