# Sharing under the measures of 2018 (《上海市公共数据和一网通办管理办法》): SHARE-1 to SHARE-9 for facts that are all known.
package share

import rego.v1

statutory := {"law", "administrative_regulation", "state_council_decision", "local_regulation", "rule"}

entry := data.entries[input.entry]

# Who limits sharing states reasons and a basis in law, regulation or rule; else the next more open class counts.
grounded if {
	entry.share_reason != ""
	some level in entry.share_basis
	level in statutory
}

class := "unconditional" if entry.share_type == "unconditional"

class := "unconditional" if {
	entry.share_type == "authorised"
	not grounded
}

class := "authorised" if {
	entry.share_type == "authorised"
	grounded
}

class := "authorised" if {
	entry.share_type == "not_shared"
	not grounded
}

class := "not_shared" if {
	entry.share_type == "not_shared"
	grounded
}

# Scenarios are found by their purpose, users and items in objects: what is looked up is not searched for.
fits contains id if {
	some id in data.scenarios_of[input.purpose]
	scenario := data.scenarios[id]
	scenario.status == "approved"
	scenario.users[input.requester]
	scenario.duty == input.duty
	scenario.from <= input.date
	input.date <= scenario.to
}

granted contains item if {
	class == "unconditional"
	some item in input.items
	entry.items[item]
	item in input.necessary_items
}

granted contains item if {
	class == "authorised"
	some id in fits
	some item in input.items
	entry.items[item]
	data.scenarios[id].items[item]
	item in input.necessary_items
}

decision := "refused" if {
	class == "not_shared"
} else := "granted" if {
	count(granted) == count(input.items)
} else := "partial" if {
	count(granted) > 0
} else := "apply"
