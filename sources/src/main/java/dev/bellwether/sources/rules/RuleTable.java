// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.dynamodb.DynamoDbTable;
import dev.bellwether.clients.aws.dynamodb.TableUnreadableException;
import dev.bellwether.model.Json;
import dev.bellwether.model.RuleText;

/**
 * The rules of a table of DynamoDB, one in each item: either its attributes are the fields of the
 * rule, or the attribute {@code rule} holds all of it as JSON, beside {@code id} and whatever else
 * is kept there. As one text it is what a file would be, so an item that is wrong refuses only
 * itself.
 */
public final class RuleTable implements AutoCloseable {

    private static final String PLACE = "dynamodb:";

    private final String name;
    private final DynamoDbTable table;

    private RuleTable(String name, DynamoDbTable table) {
        this.name = name;
        this.table = table;
    }

    /** Asks nothing yet. */
    public static RuleTable open(AwsSettings aws, String name) {
        return new RuleTable(name, DynamoDbTable.open(aws, name));
    }

    static String place(String table) {
        return PLACE + table;
    }

    /** Whether a text is that of a table. */
    public static boolean isPlaceOf(RuleText text) {
        return text.place.startsWith(PLACE);
    }

    String place() {
        return place(name);
    }

    /** What the table says now; blocks. */
    public RuleText read(long nowMillis) {
        RuleText text = new RuleText();
        text.place = place();
        text.readMillis = nowMillis;
        ObjectNode json = Json.mapper().createObjectNode();
        try {
            json.putArray("rules").addAll(table.read(RuleSource.MOST_BYTES));
            text.text = json.toString();
        } catch (TableUnreadableException e) {
            text.problem = "could not be read: " + e.getMessage();
        }
        return text;
    }

    @Override
    public void close() {
        table.close();
    }
}
