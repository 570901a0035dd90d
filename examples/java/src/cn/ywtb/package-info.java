/**
 * {@code ywtb} (一网通办) for Java 8 and newer: decisions under the Shanghai regulation on public data and one-net government
 * service, with reasons that cite the law, and verification of sealed documents.
 *
 * <p>Begin with {@link cn.ywtb.Ywtb}. A negative answer is a {@link cn.ywtb.Report}; only a call that could not be answered
 * throws a {@link cn.ywtb.YwtbException}. Needs JNA 5.12 or newer and the shared library {@code libywtb}.
 */
package cn.ywtb;
