/**
 * The way from xDS to a prediction: which route a call takes, which clusters it leads to, which
 * pods are behind them, and how they take connections. Also calls that would take a given route.
 * The room is large, since each part of xDS that decides where a call goes has a class here.
 *
 * <p>Pure: it reads the resources that a data plane is given, and never sees a socket, a process or
 * a clock.
 */
@NullMarked
package dev.meshlab.lab.predict;

import org.jspecify.annotations.NullMarked;
