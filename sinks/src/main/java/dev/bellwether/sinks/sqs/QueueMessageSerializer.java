// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * What waits to be sent, in state. Version 1: body, reason, source and symbol, each as its length
 * in bytes and its bytes in UTF-8.
 */
final class QueueMessageSerializer extends AsyncSinkWriterStateSerializer<QueueMessage> {

    private static final int VERSION = 1;

    @Override
    protected void serializeRequestToStream(QueueMessage message, DataOutputStream out)
            throws IOException {
        write(message.body, out);
        write(message.reason, out);
        write(message.source, out);
        write(message.symbol, out);
    }

    @Override
    protected QueueMessage deserializeRequestFromStream(long size, DataInputStream in)
            throws IOException {
        return new QueueMessage(read(in), read(in), read(in), read(in));
    }

    @Override
    public BufferedRequestState<QueueMessage> deserialize(int version, byte[] state)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "unsent dead letters are stored in version "
                            + version
                            + ", this program knows "
                            + VERSION);
        }
        return super.deserialize(version, state);
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
