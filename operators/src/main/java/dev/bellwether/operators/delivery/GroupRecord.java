// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/**
 * Where the telling of a group stands: a state value of {@link AlertGroups}, a POJO that Flink
 * serializes by field. Times are on the clock on the wall, epoch milliseconds UTC, 0 for none.
 */
public class GroupRecord {

    public String route = "";

    /** What its route says, as JSON. */
    public String plan = "";

    /** How often it was told since it has been there; part of the keys of messages. */
    public long tellings;

    public long createdMillis;

    /** When it was told last. */
    public long toldMillis;

    /** When it is told next, because something is new. */
    public long dueMillis;

    /** When what goes on is repeated. */
    public long repeatMillis;

    /** Since when the ladder has been climbed; 0 if it is not. */
    public long ladderMillis;

    public int ladderStep;
    public int ladderRound;

    public GroupRecord() {}
}
