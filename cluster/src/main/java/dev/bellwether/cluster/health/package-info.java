// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a cluster and its jobs do what they should, judged from outside by what the REST API
 * says: a reason in a sentence for everything that is not as it should be.
 */
package dev.bellwether.cluster.health;
