// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Where the condition of a rule stands for a symbol. */
public enum ConditionPhase {
    /** It holds, not yet for as long as the rule wants. */
    PENDING,
    /** It holds. */
    ENTERED,
    /** It holds on, at another severity. */
    CHANGED,
    /** It holds no more; or its rule was removed or paused. */
    LEFT
}
