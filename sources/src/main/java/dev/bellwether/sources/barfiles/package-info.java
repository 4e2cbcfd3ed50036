// SPDX-License-Identifier: Apache-2.0
/** Daily bars from files: for back-fills from what somebody else has collected. */
package dev.bellwether.sources.barfiles;
