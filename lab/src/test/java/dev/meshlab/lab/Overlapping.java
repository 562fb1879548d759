package dev.meshlab.lab;

import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;

/**
 * A test that may run while any other one of its class does: it shares nothing with them, and no
 * time counts in it. Two run at once (junit-platform.properties).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Execution(CONCURRENT)
public @interface Overlapping {}
