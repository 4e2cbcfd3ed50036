// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import java.io.Serializable;

/** Makes an item of a record. */
interface ItemMapper<T> extends Serializable {

    /** The attribute by which DynamoDB removes what has expired: epoch seconds. */
    String TTL = "ttl";

    /**
     * @param nowMillis when it is written, epoch milliseconds UTC
     */
    TableItem map(T record, long nowMillis);
}
