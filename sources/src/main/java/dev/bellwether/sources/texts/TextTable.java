// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.dynamodb.DynamoDbTable;
import dev.bellwether.clients.aws.dynamodb.TableUnreadableException;
import dev.bellwether.model.Json;
import dev.bellwether.model.PlacedText;

/**
 * The entries of a table of DynamoDB, one in each item: as one text it is what a file would be, so
 * an item that is wrong refuses only itself.
 */
public final class TextTable implements AutoCloseable {

    private static final String PLACE = "dynamodb:";

    private final String name;
    private final String list;
    private final DynamoDbTable table;

    private TextTable(String name, String list, DynamoDbTable table) {
        this.name = name;
        this.list = list;
        this.table = table;
    }

    /** Asks nothing yet. */
    static TextTable open(AwsSettings aws, String name, String list) {
        return new TextTable(name, list, DynamoDbTable.open(aws, name));
    }

    static String place(String table) {
        return PLACE + table;
    }

    /** Whether a text is that of a table. */
    public static boolean isPlaceOf(PlacedText text) {
        return text.place.startsWith(PLACE);
    }

    String place() {
        return place(name);
    }

    /** What the table says now; blocks. */
    PlacedText read(long nowMillis) {
        PlacedText text = new PlacedText();
        text.place = place();
        text.readMillis = nowMillis;
        ObjectNode json = Json.mapper().createObjectNode();
        try {
            json.putArray(list).addAll(table.read(TextPlaces.MOST_BYTES));
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
