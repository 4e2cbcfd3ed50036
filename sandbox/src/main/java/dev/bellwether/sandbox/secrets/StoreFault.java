// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

/** What a store can do instead of answering. */
public enum StoreFault {
    /** Too many requests: 400 with {@code ThrottlingException}, as JSON services say it. */
    THROTTLED,
    /** 500 with the service's own type. */
    INTERNAL_ERROR,
    /** 503 with a body that is not JSON, as a load balancer says it. */
    UNAVAILABLE,
    /** Takes the request and says nothing until the fault is over. */
    SILENT
}
