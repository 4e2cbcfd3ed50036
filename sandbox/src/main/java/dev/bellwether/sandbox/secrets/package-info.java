// SPDX-License-Identifier: Apache-2.0
/**
 * The Parameter Store and Secrets Manager of AWS, as far as reading one secret goes: JSON 1.1 over
 * HTTP, signatures checked, with rotation and faults.
 */
package dev.bellwether.sandbox.secrets;
