// SPDX-License-Identifier: Apache-2.0
/** S3 on this machine, as a process of its own. */
package dev.bellwether.sandbox.s3;
