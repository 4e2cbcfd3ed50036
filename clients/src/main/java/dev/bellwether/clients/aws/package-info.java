// SPDX-License-Identifier: Apache-2.0
/**
 * How AWS is reached: region, credentials, and other endpoints than the public ones. Credentials
 * are the chain of the SDK or references to secrets, resolved on the machine and at the moment of
 * use; what travels with a job is {@link dev.bellwether.clients.aws.AwsSettings}.
 */
package dev.bellwether.clients.aws;
