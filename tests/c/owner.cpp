// A C++ host owns handles by unique_ptr: nothing more is needed for exceptions to be safe.
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include "ywtb.h"

namespace {

template <typename T, void (*Free)(T *)> struct Freed {
    void operator()(T *handle) const { Free(handle); }
};
template <typename T, void (*Free)(T *)> using Owned = std::unique_ptr<T, Freed<T, Free>>;
using Report = Owned<ywtb_report, ywtb_report_free>;
using Buffer = Owned<ywtb_buffer, ywtb_buffer_free>;
using Error = Owned<ywtb_error, ywtb_error_free>;

Report evaluate(const std::string &topic, const std::string &facts, const std::string &as_of)
{
    ywtb_report *report = nullptr;
    ywtb_error *error = nullptr;
    ywtb_status status = ywtb_evaluate(topic.data(), topic.size(), facts.data(), facts.size(), as_of.data(),
                                       as_of.size(), nullptr, 0, &report, &error);
    Error owned(error);
    if (status != YWTB_OK)
        throw std::runtime_error(ywtb_error_code(owned.get()));
    return Report(report);
}

} // namespace

int main()
{
    Report report = evaluate("scope", "{}", "2019-05-01");
    ywtb_buffer *json = nullptr;
    if (ywtb_report_json(report.get(), &json, nullptr) != YWTB_OK)
        return 1;
    Buffer owned(json);
    if (std::string(ywtb_buffer_data(json), ywtb_buffer_len(json)).back() != '}')
        return 1;
    try {
        evaluate("scope", "{", "2019-05-01");
    } catch (const std::runtime_error &error) {
        return std::string(error.what()) == "input.json" ? 0 : 1;
    }
    return 1;
}
