//! ESEAL-10: the tests of a seal's validity, and what findings about a whole document say.

use crate::law::Confidence::Inferred;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};

/// ESEAL-10.
pub(crate) static ESEAL_10: Rule = rule(
    RuleId(Chapter::Seal, 10),
    since(Law::BASE),
    "电子印章的验证依次为：印章结构与制章人签名、签章时在有效期内、签章人证书在列表内且有效、原文摘要、签名、时间戳",
    "validity of a seal, in order: structure and maker's signature, in term at signing, signer listed and valid, document digest, signature, timestamp",
    &[by(art("ESL", 13), Inferred)],
)
.when("验证电子印章", "an e-seal is verified")
.then(
    "依次：印章结构和制章人签名、签章时在期、签章人在列且证书有效、原文摘要、签名、时间戳；指明首个不符的步骤",
    "in order: structure and maker's signature, in term at signing, signer listed with a valid certificate, document digest, signature, timestamp; the first failing step is named",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESEAL_10];

codes! {
    UNSIGNED: ESEAL_10, "eseal.unsigned", Inform, NotApplicable, "文件未签名，无可验证之处", "the document carries no signature, so there is nothing to verify";
    PACKAGE_SOUND: ESEAL_10, "eseal.package.sound", Fail, Met, "文件包结构完好，无歧义", "the package is sound and unambiguous";
    PACKAGE_BROKEN: ESEAL_10, "eseal.package.broken", Fail, NotMet, "文件包结构损坏，或不同阅读软件会读出不同内容", "the package is broken, or readers would see different things in it";
    PACKAGE_UNUSUAL: ESEAL_10, "eseal.package.unusual", Warn, NotMet, "文件包有偏离标准之处", "the package departs from the standard in form";
    SIGNATURE_PASSED: ESEAL_10, "eseal.signature.passed", Fail, Met, "签名通过验证", "the signature passes";
    SIGNATURE_OPEN: ESEAL_10, "eseal.signature.open", Fail, Undetermined, "签名尚有未能确认之处", "something about the signature could not be established";
    SIGNATURE_FAILED: ESEAL_10, "eseal.signature.failed", Fail, NotMet, "签名未通过验证", "the signature fails";
    SHOWN_SIGNED: ESEAL_10, "eseal.shown.signed", Fail, Met, "所显示的文档就是所签署的文档", "the document that is shown is the one that was signed";
    SHOWN_NOT_SIGNED: ESEAL_10, "eseal.shown.not_signed", Fail, NotMet, "所显示的文档不是所签署的文档", "the document that is shown is not the one that was signed";
    CONTENT_COVERED: ESEAL_10, "eseal.content.covered", Fail, Met, "可显示的内容均受有效签名保护", "everything that can be shown is covered by valid signatures";
    CONTENT_NOT_COVERED: ESEAL_10, "eseal.content.not_covered", Fail, Undetermined, "有可显示的内容不受任何有效签名保护", "something that can be shown is covered by no valid signature";
    EXTRA_NONE: ESEAL_10, "eseal.extra.none", Warn, Met, "没有夹带的文件", "no file is carried along";
    EXTRA_FILE: ESEAL_10, "eseal.extra.file", Warn, NotMet, "夹带有不显示且不受保护的文件", "a file is carried along that is neither shown nor covered";
    SIGNATURE_NOT_LISTED: ESEAL_10, "eseal.signature.not_listed", Warn, NotMet, "文件包内有签名列表未列的签名描述文件，签名可能已被移除", "a description of a signature is there that no list names; a signature may have been taken away";
    SIGNATURES_KEPT: ESEAL_10, "eseal.signatures.kept", Warn, Met, "在后的签名未改动在先的签名所保护的内容", "no later signature changed what an earlier one covers";
    SIGNATURES_CHANGED: ESEAL_10, "eseal.signatures.changed", Warn, NotMet, "在后的签名改动了在先的签名所保护的内容", "a later signature changed what an earlier one covers";
    CONTENT_LATER: ESEAL_10, "eseal.content.later", Warn, NotMet, "有可显示的内容仅受在后的签名保护，在先的签名人可能未见", "something that is shown is covered by a later signature alone, and earlier signers may not have seen it";
    STAMP_NOT_STATED: ESEAL_10, "eseal.stamp.not_stated", Warn, NotMet, "有图章注释所在的页面未被任何签名声明盖章", "an annotation that calls itself a stamp stands on a page where no signature says that its seal appears";
    STAMP_DRAWN: ESEAL_10, "eseal.stamp.drawn", Warn, NotMet, "文档内容中直接使用了印章图像，其显示不由签名产生", "the content itself draws the picture of a seal; what it shows comes from no signature";
    INTEGRITY_SOUND: ESEAL_10, "eseal.integrity.sound", Fail, Met, "完整性清单可读，其签名未见错误", "the integrity list can be read, and nothing is wrong with its signature";
    INTEGRITY_BROKEN: ESEAL_10, "eseal.integrity.broken", Fail, NotMet, "完整性清单损坏，或其签名错误", "the integrity list is broken, or its signature is wrong";
    INTEGRITY_COMPLETE: ESEAL_10, "eseal.integrity.complete", Fail, Met, "文件包与完整性清单所列一致", "the package holds what its integrity list names, and nothing else";
    INTEGRITY_DIFFERS: ESEAL_10, "eseal.integrity.differs", Fail, NotMet, "有完整性清单未列的文件，或所列文件缺失", "a file is there that the integrity list does not name, or one is gone that it names";
    INTEGRITY_ESTABLISHED: ESEAL_10, "eseal.integrity.established", Warn, Met, "完整性清单的签名通过验证", "the signature of the integrity list passes";
    INTEGRITY_OPEN: ESEAL_10, "eseal.integrity.open", Warn, Undetermined, "完整性清单的签名尚有未能确认之处", "something about the signature of the integrity list could not be established";
}
