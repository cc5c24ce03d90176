orders = {"items": []}
for i in range(1, 100_001):
    orders["items"].append({})
    orders["items"][i - 1]["id"] = i
    orders["items"][i - 1]["total"] = i * 3 % 101
total = 0
for _ in range(5):
    for order in orders["items"]:
        if order["total"] > 50:
            total = total + order["id"]
print(total)
