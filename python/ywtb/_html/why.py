"""Reasons in words: what a sub-indication means, and why another reader may accept what one check refuses here."""

from __future__ import annotations

MEANINGS: dict[str, tuple[str, str]] = {
    "format_failure": ("文件或签名的结构有误", "the document or its signature is not well formed"),
    "hash_failure": ("所签署的内容已被改动或缺失", "what was signed has been changed or is missing"),
    "sig_crypto_failure": ("签名值不正确", "a signature value is wrong"),
    "sig_constraints_failure": ("签名的属性互相矛盾", "the signature contradicts itself"),
    "crypto_constraints_failure": ("摘要或签名算法不明确或不安全", "an algorithm is not named or not strong enough"),
    "chain_constraints_failure": ("证书链不符合要求", "the chain of certificates breaks a rule"),
    "seal.signer_not_listed": ("印章没有授权该签章人", "the seal does not allow this signer"),
    "out_of_period": (
        "签章时间不在证书或印章的有效期内",
        "it was signed outside the period of the certificate or seal",
    ),
    "ofd.shown_document_not_signed": (
        "所显示的文档不是所签署的文档",
        "the document that is shown is not the signed one",
    ),
    "ofd.not_covered": ("有可显示的内容不受任何有效签名保护", "no valid signature covers everything that can be shown"),
    "ofd.integrity_list_broken": ("完整性清单不成立", "the integrity list is broken"),
    "ofd.earlier_signature_broken": ("在先的签名已被在后的签名破坏", "a later signature broke an earlier one"),
    "ofd.signature_not_listed": ("有签名已不在签名列表中", "a signature is no longer listed"),
    "ofd.integrity_list_open": ("完整性清单未能确认", "the integrity list could not be established"),
    "ofd.unlisted_file": ("文件与完整性清单不一致", "the files are not those of the integrity list"),
    "no_signing_certificate_found": ("签名中没有签名证书", "the signature holds no certificate"),
    "no_certificate_chain_found": (
        "证书不能追溯到调用方信任的根",
        "no certificate that is trusted here vouches for it",
    ),
    "signed_data_not_found": ("没有提供所签署的原文", "the original that was signed was not given"),
    "try_later": ("没有证书或印章状态的答复", "there is no answer about the status of certificates or seal"),
    "out_of_bounds_no_poe": (
        "证书已过期，且签章时间未经证明",
        "the certificate has expired and the time is not proven",
    ),
    "revoked": ("证书或印章已被撤销", "a certificate or the seal was revoked"),
    "revoked_no_poe": ("已被撤销，且签章时间未经证明", "it was revoked, and the signing time is not proven"),
    "revoked_ca_no_poe": ("上级证书已被撤销", "a certificate above it was revoked"),
    "timestamp_invalid": ("时间戳无效", "the timestamp is bad"),
}
"""What a sub-indication means."""

ELSEWHERE: dict[str, tuple[str, str]] = {
    "references": (
        "有的阅读器打开时不核对摘要，只有点击印章时才核对；有的只核对正在显示的页。",
        "Some readers compare digests only when the seal is clicked, or only those of the page on view.",
    ),
    "shown_document": (
        "常见阅读器核对签名所列的文件，却不问显示的是否就是这份文档。",
        "Usual readers check the files that a signature lists, and do not ask whether they show that document.",
    ),
    "digest_method": (
        "常见阅读器接受任何能计算的摘要算法。",
        "Usual readers accept every digest method that they can compute.",
    ),
    "signer_listed": (
        "常见阅读器验证签章值，但不核对印章的证书列表：他人持有任何证书都能盖出同样的章。",
        "Usual readers verify the signature but do not look into the seal's list, so that anyone's certificate could "
        "use the seal.",
    ),
    "seal_signature": (
        "常见阅读器不验证制章人签名：任何人自制的印章看起来都一样。",
        "Usual readers do not verify the maker's signature of the seal: one that anybody made looks the same.",
    ),
    "seal_file": (
        "常见阅读器只看签章内的印章，不与单独的印章文件比较。",
        "Usual readers look at one copy of the seal and do not compare the two.",
    ),
    "signer_period": (
        "有的阅读器不核对有效期，或只核对今天。",
        "Some readers do not ask for periods, or only whether today lies in them.",
    ),
    "seal_period": (
        "有的阅读器不核对印章有效期，或只核对今天。",
        "Some readers do not ask for the seal's period, or only whether today lies in it.",
    ),
    "signer_key_usage": (
        "常见阅读器不看证书用途。",
        "Usual readers do not ask what a certificate may be used for.",
    ),
    "maker_key_usage": (
        "常见阅读器不看证书用途。",
        "Usual readers do not ask what a certificate may be used for.",
    ),
    "signer_trust": (
        "其他阅读器使用自带的信任列表；此处只信任调用方给出的证书。",
        "Other readers bring a list of their own; here only those are trusted whom the caller named.",
    ),
    "maker_trust": (
        "其他阅读器使用自带的信任列表，或不验证制章人；此处只信任调用方给出的证书。",
        "Other readers bring a list of their own or do not ask about the maker; here only those are trusted whom the "
        "caller named.",
    ),
    "timestamp": (
        "有的阅读器不验证时间戳，直接显示其中的时间。",
        "Some readers show the time of a timestamp without verifying it.",
    ),
    "signer_revocation": (
        "离线的阅读器不查询证书是否被撤销。",
        "A reader that is not connected does not ask whether certificates were revoked.",
    ),
    "maker_revocation": (
        "离线的阅读器不查询制章人证书是否被撤销。",
        "A reader that is not connected does not ask whether the maker's certificate was revoked.",
    ),
    "seal_status": (
        "常见阅读器不查询印章是否已注销。",
        "Usual readers do not ask whether the seal was cancelled.",
    ),
    "ofd.not_covered": (
        "常见阅读器只核对签名所列的文件；未列入的内容照样显示，印章仍显示有效。",
        "Usual readers check only the files that a signature lists: what it does not list is shown all the same, and "
        "the seal still looks good.",
    ),
    "ofd.shown_document_not_signed": (
        "常见阅读器核对签名所列的文件，却不问显示的是否就是这份文档。",
        "Usual readers check the files that a signature lists, and do not ask whether they show that document.",
    ),
    "format_failure": (
        "宽容的阅读器会跳过读不懂的部分；两个阅读器可能因此看到不同的内容。",
        "A lenient reader passes over what it cannot read, and two readers may then see two documents.",
    ),
}
"""Why another reader may accept the document, by the check that alone decides here, or by what the package came to."""
