/** SNS, with queues of SQS behind it, on 127.0.0.1. */
package dev.bellwether.sandbox.sns;
