// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets in stores of AWS: parameters of the Parameter Store ({@code ssm:/path}) and secrets of
 * Secrets Manager ({@code secretsmanager:id#field}). {@link
 * dev.bellwether.clients.aws.secrets.AwsSecretStores} is what references are bound to.
 */
package dev.bellwether.clients.aws.secrets;
